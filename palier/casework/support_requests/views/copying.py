"""The second page of asking: the copies to read again, whoever asks. Nothing is kept but what the page carries."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.utils.translation import get_language

from palier.casework.support_requests.forms import AskForm, CopyForm
from palier.casework.support_requests.rules import TEXT_AT_MOST, Proof, first_proof, next_proof
from palier.engines.pseudonymise import Language
from palier.ui.forms import ASKED_TO_MEND

COPIED = ("text", "tried")  # what the cell reads
Make = Callable[[QueryDict], CopyForm]


@dataclass(frozen=True)
class Copy:
    """The page as it stands: its form, what was replaced, with which status. `leaves`: it was read, and may go."""

    form: CopyForm
    replaced: tuple[tuple[str, str], ...]
    status: int = 200
    leaves: bool = False


def language() -> Language:
    return "nl" if (get_language() or "fr").startswith("nl") else "fr"


def first_copy(request: HttpRequest, make: Make, form: AskForm, names: Iterable[str]) -> Copy:
    """Her own words, replaced. `names`: those that need not be found. Nothing is wrong yet."""
    return _to_read(request, make, first_proof([form.cleaned_data[one] for one in COPIED], language(), names))


def next_copy(request: HttpRequest, make: Make) -> Copy:
    """The copies as she left them: they leave, unless something is left that may not, or that she has not looked at."""
    proof = next_proof([request.POST.get(name, "")[:TEXT_AT_MOST] for name in COPIED], language())
    if proof.replaced:
        return _to_read(request, make, proof)
    form = make(request.POST)
    form.to_confirm(proof)
    if not form.is_valid() or not form.all_seen():
        return Copy(form, proof.replaced, ASKED_TO_MEND)
    form.cleaned_data.update(zip(COPIED, proof.texts, strict=True))
    return Copy(form, proof.replaced, leaves=True)


def _to_read(request: HttpRequest, make: Make, proof: Proof) -> Copy:
    values = request.POST.copy()
    for name, text in zip(COPIED, proof.texts, strict=True):
        values[name] = text
    form = make(values)
    form.to_confirm(proof)
    form.full_clean()
    form.errors.clear()
    return Copy(form, proof.replaced)
