"""PDF that acts, carries, tells, unfolds or loops. Made by pikepdf, both with and without object streams."""

import io
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.registry.documents import honest
from tests.registry.documents.hostile import Case
from tests.registry.documents.hostile.images import _exif, _with_place

MARK = "evil-0815.example"
SCRIPT = Dictionary(S=Name.JavaScript, JS=f"app.launchURL('{MARK}')")


def _annotation(made, **more):
    note = made.make_indirect(Dictionary(Type=Name.Annot, Rect=Array([10, 10, 90, 90]), **more))
    made.pages[0].Annots = Array([*made.pages[0].get(Name.Annots, []), note])


def _file(made):
    return made.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=f"{MARK}.exe",
            EF=Dictionary(F=made.make_stream(MARK.encode(), Type=Name.EmbeddedFile)),
        )
    )


def _link(action):
    return lambda made: _annotation(made, Subtype=Name.Link, A=action(made) if callable(action) else action)


def _root(**more):
    def set_(made):
        for key, value in more.items():
            made.Root[f"/{key}"] = value(made) if callable(value) else value

    return set_


def _page(**more):
    def set_(made):
        for key, value in more.items():
            made.pages[0].obj[f"/{key}"] = value(made) if callable(value) else value

    return set_


def _xfa(made):
    made.Root.AcroForm = Dictionary(Fields=Array([]), XFA=made.make_stream(f"<xdp>{MARK}</xdp>".encode()))


def _field(made):
    field = made.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="montant", V="512,50", Rect=Array([10, 10, 200, 40]),
                   DA="/F1 12 Tf 0 g", AA=Dictionary(K=SCRIPT), A=Dictionary(S=Name.SubmitForm, F=MARK))
    )  # fmt: skip
    made.pages[0].Annots = Array([field])
    font = made.pages[0].Resources.Font.F1
    made.Root.AcroForm = Dictionary(
        Fields=Array([field]), DA="/F1 12 Tf 0 g", DR=Dictionary(Font=Dictionary(F1=font)), NeedAppearances=True
    )


def _metadata(made):
    with made.open_metadata() as tales:
        tales["dc:creator"] = [MARK]
    made.docinfo["/Author"] = MARK


def _outside_stream(made):
    stream = made.make_stream(b"", F=f"{MARK}.txt", FFilter=Name.FlateDecode)
    made.pages[0].Resources.XObject = Dictionary(X0=stream)


def _xobject(**more):
    def set_(made):
        stream = made.make_stream(b"q Q", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]), **more)
        made.pages[0].Resources.XObject = Dictionary(X0=stream)

    return set_


def _photo(made):
    picture = honest.jpeg(exif=_with_place())
    stream = made.make_stream(picture, Type=Name.XObject, Subtype=Name.Image, Width=64, Height=48, ColorSpace=Name.DeviceRGB,
                              BitsPerComponent=8, Filter=Name.DCTDecode)  # fmt: skip
    made.pages[0].Resources.XObject = Dictionary(X0=stream)


ACTING = {
    "script when opened": (_root(OpenAction=SCRIPT), "script"),
    "script when closed": (_root(AA=Dictionary(WC=SCRIPT)), "script"),
    "script by name": (_root(Names=Dictionary(JavaScript=Dictionary(Names=Array(["a", SCRIPT])))), "script"),
    "script of a page": (_page(AA=Dictionary(O=SCRIPT)), "script"),
    "script of a link": (_link(SCRIPT), "script"),
    "script in a stream": (_root(OpenAction=lambda made: Dictionary(S=Name.JavaScript, JS=made.make_stream(MARK.encode()))), "script"),
    "script chained behind an address": (
        _link(Dictionary(S=Name.URI, URI="https://example.org", Next=SCRIPT)), "script"),
    "launch": (_root(OpenAction=Dictionary(S=Name.Launch, F=f"{MARK}.exe")), "script"),
    "launch by a link": (_link(Dictionary(S=Name.Launch, F=f"{MARK}.exe")), "outside_link"),
    "address of a script": (_link(Dictionary(S=Name.URI, URI=f"javascript:{MARK}")), "outside_link"),
    "address of a file": (_link(Dictionary(S=Name.URI, URI=f"file:///{MARK}")), "outside_link"),
    "address of a share": (_link(Dictionary(S=Name.URI, URI=rf"\\{MARK}\share")), "outside_link"),
    "another pdf": (_link(Dictionary(S=Name.GoToR, F=f"{MARK}.pdf", D="a")), "outside_link"),
    "embedded pdf": (_link(lambda made: Dictionary(S=Name.GoToE, F=_file(made), D="a")), "attachment"),
    "form sent": (_link(Dictionary(S=Name.SubmitForm, F=MARK)), "form_action"),
    "data fetched": (_link(Dictionary(S=Name.ImportData, F=MARK)), "form_action"),
    "film": (_link(Dictionary(S=Name.Movie, T=MARK)), "attachment"),
    "sound": (_link(lambda made: Dictionary(S=Name.Sound, Sound=made.make_stream(MARK.encode()))), "attachment"),
    "rendition": (_link(Dictionary(S=Name.Rendition, JS=MARK, OP=0)), "attachment"),
    "embedded file": (_root(Names=lambda made: Dictionary(EmbeddedFiles=Dictionary(Names=Array(["a", _file(made)])))), "attachment"),
    "associated file": (_root(AF=lambda made: Array([_file(made)])), "attachment"),
    "file on the page": (lambda made: _annotation(made, Subtype=Name.FileAttachment, FS=_file(made)), "attachment"),
    "rich media": (lambda made: _annotation(made, Subtype=Name.RichMedia, RichMediaContent=Dictionary(A=MARK)), "attachment"),
    "screen": (lambda made: _annotation(made, Subtype=Name.Screen, AA=Dictionary(PO=SCRIPT)), "attachment"),
    "three dimensions": (lambda made: _annotation(made, Subtype=Name("/3D"), Contents=MARK), "attachment"),
    "xfa": (_xfa, "form_action"),
    "outline": (_root(Outlines=Dictionary(First=Dictionary(Title="a", A=SCRIPT))), ""),
    "metadata": (_metadata, "metadata"),
    "metadata of a page": (_page(Metadata=lambda made: made.make_stream(MARK.encode())), "metadata"),
    "pieces": (_page(PieceInfo=Dictionary(A=MARK)), "metadata"),
    "thumbnail": (_page(Thumb=lambda made: made.make_stream(MARK.encode(), Width=1, Height=1)), ""),
    "stream outside": (_outside_stream, "outside_link"),
    "page of another file": (_xobject(Ref=Dictionary(F=f"{MARK}.pdf", Page=0)), "outside_link"),
    "prepress": (_xobject(OPI=Dictionary(A=MARK)), "outside_link"),
    "hidden note": (lambda made: _annotation(made, Subtype=Name.Text, Contents=MARK, F=2), ""),
}  # fmt: skip


def cases():
    for name, (do, said) in ACTING.items():
        for streams in ("generate", "disable"):
            made = honest.pdf_pages()
            do(made)
            data = honest.saved(made, object_stream_mode=pikepdf.ObjectStreamMode[streams])
            yield Case("pdf that acts", f"{name}, {streams}", data, (MARK.encode(),), b"Loyer page 1", said, "pikepdf")
    made = honest.pdf_pages()
    _field(made)
    yield Case(
        "pdf that acts", "filled form", honest.saved(made), (MARK.encode(),), b"512,50", "form_action", "pikepdf"
    )
    made = honest.pdf_pages()
    _photo(made)
    yield Case(
        "tells", "photo in a pdf", honest.saved(made), (b"Camera of Zoe",), b"Loyer page 1", "metadata", "pikepdf"
    )
    yield from _locked_and_heavy()
    yield from _broken()


def _locked_and_heavy():
    for rank in (2, 3, 4, 6):
        locked = honest.saved(
            honest.pdf_pages(),
            encryption=pikepdf.Encryption(user="u", owner="o", R=rank, aes=rank >= 4, metadata=rank >= 4),
        )
        yield Case("locked", f"pdf, revision {rank}", locked, by="pikepdf")
    owner = honest.saved(honest.pdf_pages(), encryption=pikepdf.Encryption(user="", owner="o"))
    yield Case("locked", "pdf that forbids printing", owner, (b"/Encrypt",), b"Loyer page 1", by="pikepdf")
    for name, size, folded in (("bomb", 150_000_000, 1), ("folded twice", 50_000_000, 2)):
        press, squeezed = zlib.compressobj(9), b""
        squeezed = b"".join(press.compress(b"\0" * 10_000_000) for _part in range(size // 10_000_000)) + press.flush()
        filters = Name.FlateDecode
        if folded == 2:
            squeezed, filters = zlib.compress(squeezed), Array([Name.FlateDecode, Name.FlateDecode])
        made = honest.pdf_pages()
        made.pages[0].Resources.XObject = Dictionary(X=made.make_stream(b""))
        made.pages[0].Resources.XObject.X.write(squeezed, filter=filters)
        as_it_is = honest.saved(made, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
        yield Case("bomb", f"pdf {name}", as_it_is, by="pikepdf")
    made = honest.pdf_pages()
    flood = made.make_stream(b"\0", Type=Name.XObject, Subtype=Name.Image, Width=200_000, Height=200_000, ColorSpace=Name.DeviceGray,
                             BitsPerComponent=1)  # fmt: skip
    made.pages[0].Resources.XObject = Dictionary(X=flood)
    yield Case("pixel flood", "picture in a pdf", honest.saved(made), by="pikepdf")
    made = honest.pdf_pages()
    deep = Array([])
    for _level in range(90):
        deep = Array([deep])
    made.pages[0].Resources.Deep = deep
    yield Case("bomb", "pdf deep", honest.saved(made), by="pikepdf")
    many = honest.pdf_pages()
    for _page_number in range(2_001):
        many.pages.append(many.pages[0])
    yield Case("bomb", "pdf of too many pages", honest.saved(many), by="pikepdf")


def _broken():
    data = honest.pdf(3)
    for part in (0.1, 0.3, 0.6, 0.9, 0.98):
        yield Case("cut short", f"pdf at {part}", data[: int(len(data) * part)])
    yield Case("cut short", "pdf without pages", honest.saved(pikepdf.Pdf.new()))
    yield Case("cut short", "head of a pdf", b"%PDF-1.7\n")
    yield Case("loop", "pages in a circle", _circle())
    loose = honest.saved(honest.pdf_pages(3), object_stream_mode=pikepdf.ObjectStreamMode.disable)
    yield Case(
        "loop", "number of pages that lies", loose.replace(b"/Count 3", b"/Count 9"), (b"/Count 9",), b"Loyer page 3"
    )
    added = io.BytesIO()
    honest.pdf_pages().save(added)
    older = added.getvalue() + b"\n% " + MARK.encode() + b"\n"
    yield Case("polyglot pdf", "written over", older, (MARK.encode(),), b"Loyer page 1")
    picture = honest.jpeg(exif=_exif())
    yield Case("other kind", "pdf in name only", b"%PDF-1.4\n" + picture)


def _circle():
    rows = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"]
    out, places = b"%PDF-1.4\n", []
    for number, row in enumerate(rows, 1):
        places.append(len(out))
        out += b"%d 0 obj %s endobj\n" % (number, row)
    table = b"xref\n0 3\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + table + b"trailer << /Size 3 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(out)
