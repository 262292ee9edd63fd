"""PDF: opened strictly, stripped of everything but its pages, written anew."""

import io
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Pdf

from palier.kernel.errors import Message
from palier.registry.documents.imports.pdf_streams import check_stream, clean_stream
from palier.registry.documents.imports.refusal import NotTaken, broken, locked
from palier.registry.documents.rules import TakenOut

PAGES_AT_MOST = 2_000
OBJECTS_AT_MOST = 200_000
DEEP = 60  # levels of one object

ROOT_KEEPS = {"/Type", "/Pages", "/OCProperties", "/Lang", "/PageLabels"}
PAGE_KEEPS = {"/Type", "/Parent", "/Kids", "/Count", "/Resources", "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox",
              "/ArtBox", "/Rotate", "/Contents", "/Group", "/UserUnit", "/Annots"}  # fmt: skip
LINK_KEEPS = {"/Type", "/Subtype", "/Rect", "/Border", "/Dest", "/A", "/H", "/QuadPoints", "/F"}
SAFE_ADDRESSES = ("http://", "https://", "mailto:", "tel:")
# A key that never survives, wherever it stands, and what its presence was.
NEVER = {
    "/AA": TakenOut.SCRIPT,
    "/OpenAction": TakenOut.SCRIPT,
    "/JS": TakenOut.SCRIPT,
    "/JavaScript": TakenOut.SCRIPT,
    "/EF": TakenOut.ATTACHMENT,
    "/EmbeddedFiles": TakenOut.ATTACHMENT,
    "/AF": TakenOut.ATTACHMENT,
    "/RichMediaContent": TakenOut.ATTACHMENT,
    "/RichMediaSettings": TakenOut.ATTACHMENT,
    "/XFA": TakenOut.FORM_ACTION,
    "/Metadata": TakenOut.METADATA,
    "/PieceInfo": TakenOut.METADATA,
    "/LastModified": TakenOut.METADATA,
    "/Ref": TakenOut.OUTSIDE_LINK,  # a page of another file drawn here
    "/OPI": TakenOut.OUTSIDE_LINK,
}
ACTIONS = {
    "/JavaScript": TakenOut.SCRIPT,
    "/SubmitForm": TakenOut.FORM_ACTION,
    "/ImportData": TakenOut.FORM_ACTION,
    "/ResetForm": TakenOut.FORM_ACTION,
    "/RichMediaExecute": TakenOut.ATTACHMENT,
    "/Rendition": TakenOut.ATTACHMENT,
    "/Movie": TakenOut.ATTACHMENT,
    "/Sound": TakenOut.ATTACHMENT,
    "/GoToE": TakenOut.ATTACHMENT,
}
CARRIERS = {"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"}


def clean_pdf(data: bytes) -> tuple[bytes, set[TakenOut]]:
    """New bytes with the same pages, and what was removed. Raises NotTaken."""
    try:
        with Pdf.open(io.BytesIO(data), attempt_recovery=False, suppress_warnings=True) as pdf:
            taken_out = _strip(pdf)
            if _around(data):
                taken_out.add(TakenOut.TRAILING_BYTES)
            out = io.BytesIO()
            pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate, encryption=False)
    except pikepdf.PasswordError as password:
        raise locked() from password
    except (MemoryError, NotTaken):
        raise
    except Exception as fault:  # qpdf and its binding raise many kinds on bytes made to mislead them
        raise broken() from fault
    return out.getvalue(), taken_out


def _strip(pdf: Pdf) -> set[TakenOut]:
    if not 0 < len(pdf.pages) <= PAGES_AT_MOST or len(pdf.objects) > OBJECTS_AT_MOST:
        raise NotTaken(
            Message("The PDF has no page, or more than 2,000."),
            how_to_mend=Message("Send the pages that matter."),
        )
    taken_out = _of_the_file(pdf)
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream):
            check_stream(thing)
        taken_out |= _walk(thing)
    _flatten(pdf)
    for page in pdf.pages:
        taken_out |= _of_a_page(page.obj)
    _prune_tree(pdf.Root.Pages, DEEP)
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream):
            taken_out |= clean_stream(pdf, thing)
    return taken_out


def _of_the_file(pdf: Pdf) -> set[TakenOut]:
    """The catalogue and the trailer: nothing but pages, layers and language."""
    taken_out: set[TakenOut] = set()
    names = pdf.Root.get(Name.Names)
    if isinstance(names, Dictionary):
        taken_out |= {what for key, what in NEVER.items() if key in names}
    form = pdf.Root.get(Name.AcroForm)
    if isinstance(form, Dictionary) and Name.XFA in form:
        taken_out.add(TakenOut.FORM_ACTION)
    taken_out |= {what for key, what in NEVER.items() if key in pdf.Root}
    if Name.Info in pdf.trailer:
        taken_out.add(TakenOut.METADATA)
        del pdf.trailer[Name.Info]
    for key in set(pdf.Root.keys()) - ROOT_KEEPS - {"/AcroForm"}:  # the form is drawn into its pages first
        del pdf.Root[key]
    return taken_out


def _flatten(pdf: Pdf) -> None:
    """What was filled in a form, and notes that have a look of their own, become part of the page."""
    if Name.AcroForm in pdf.Root:
        pdf.generate_appearance_streams()
    pdf.flatten_annotations("screen")
    if Name.AcroForm in pdf.Root:
        del pdf.Root[Name.AcroForm]


def _walk(thing: Any, deep: int = DEEP) -> set[TakenOut]:
    """Takes what never survives out of one object and of what is written inside it."""
    if deep == 0:
        raise broken()
    taken_out: set[TakenOut] = set()
    if isinstance(thing, pikepdf.Array):
        inside = [part for part in thing if not getattr(part, "is_indirect", False)]
    elif isinstance(thing, Dictionary | pikepdf.Stream):
        taken_out |= _of_a_dictionary(thing)
        inside = [thing[key] for key in thing.keys()]  # noqa: SIM118 - a PDF dictionary iterates otherwise
        inside = [part for part in inside if not getattr(part, "is_indirect", False)]
    else:
        return taken_out
    for part in inside:
        taken_out |= _walk(part, deep - 1)
    return taken_out


def _of_a_dictionary(thing: Any) -> set[TakenOut]:
    taken_out = set()
    for key, what in NEVER.items():
        if key in thing:
            taken_out.add(what)
            del thing[key]
    if str(thing.get(Name.Subtype, "")) in CARRIERS:
        taken_out.add(TakenOut.ATTACHMENT)
    action = str(thing.get(Name.S, ""))
    if action in ACTIONS:
        taken_out.add(ACTIONS[action])
    elif action in {"/Launch", "/GoToR", "/Thread"}:
        taken_out.add(TakenOut.OUTSIDE_LINK)
    return taken_out


def _of_a_page(page: Any) -> set[TakenOut]:
    """One page: its content, and of what lies on it the links that are safe to press."""
    for key in set(page.keys()) - PAGE_KEEPS:
        del page[key]
    notes = page.get(Name.Annots)
    if notes is None:
        return set()
    del page[Name.Annots]
    if not isinstance(notes, pikepdf.Array):
        return set()
    links = [note for note in notes if isinstance(note, Dictionary) and note.get(Name.Subtype) == Name.Link]
    kept = [link for link in links if _safe_link(link)]
    for link in kept:
        for key in set(link.keys()) - LINK_KEEPS:
            del link[key]
    if kept:
        page[Name.Annots] = pikepdf.Array(kept)
    return set() if len(kept) == len(links) else {TakenOut.OUTSIDE_LINK}


def _safe_link(link: Any) -> bool:
    """A place in this file, or a web address that a person presses on purpose. Nothing chained behind it."""
    action = link.get(Name.A)
    if action is None:
        return Name.Dest in link
    if not isinstance(action, Dictionary):
        return False
    kind, target = action.get(Name.S), action.get(Name.D if action.get(Name.S) == Name.GoTo else Name.URI)
    if kind == Name.GoTo and isinstance(target, pikepdf.Array):
        link[Name.A] = Dictionary(S=Name.GoTo, D=target)
        return True
    if kind == Name.URI and isinstance(target, pikepdf.String):
        link[Name.A] = Dictionary(S=Name.URI, URI=target)
        return str(target).lower().startswith(SAFE_ADDRESSES)
    return False


def _prune_tree(node: Any, deep: int) -> None:
    """The folders of pages carry what pages inherit, and nothing else."""
    if deep == 0:
        raise broken()
    for key in set(node.keys()) - PAGE_KEEPS:
        del node[key]
    for kid in node.get(Name.Kids, ()):
        if Name.Kids in kid:
            _prune_tree(kid, deep - 1)


def _around(data: bytes) -> bool:
    """Bytes before the first or after the last word of the PDF."""
    end = data.rfind(b"%%EOF")
    return not data.startswith(b"%PDF-") or bool(data[end + 5 :].strip(b"\0 \t\r\n"))
