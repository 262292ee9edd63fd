"""What the administrator sends: a file with its kind; then what its columns, days and numbers mean."""

from django import forms
from django.utils.translation import gettext_lazy as _

from palier.desk.imports.labels import COLUMNS, KINDS

DATES = [("", _("as usual: 31/12/2024 or 2024-12-31")), ("%d%m%Y", "31122024"), ("%Y%m%d", "20241231"),
         ("%d/%m/%y", "31/12/24"), ("%m/%d/%Y", "12/31/2024")]  # fmt: skip
DECIMALS = [(",", _("comma: 1,5")), (".", _("point: 1.5"))]


class FileForm(forms.Form):
    """A file and what it holds."""

    kind = forms.ChoiceField(label=_("What it holds"), choices=KINDS)
    file = forms.FileField(label=_("File (CSV, XLSX, XLS or ODS, at most 20 MB)"))


class ColumnsForm(forms.Form):
    """One choice for each header of the file, in the order of the file: `column-0`, `column-1` and so on."""

    date = forms.ChoiceField(label=_("How days are written"), choices=DATES, required=False)
    decimal = forms.ChoiceField(label=_("Decimal mark"), choices=DECIMALS)

    def __init__(self, *args: object, header: dict[str, str], ours: list[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.header = list(header)
        choices = [("", _("not used")), *((name, COLUMNS[name]) for name in ours)]
        for place, (theirs, ours_guess) in enumerate(header.items()):
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=theirs, choices=choices, required=False, initial=ours_guess
            )

    def columns(self) -> dict[str, str]:
        """Their headers to our names."""
        return {theirs: self.cleaned_data[f"column-{place}"] for place, theirs in enumerate(self.header)}

    def column_fields(self) -> list[forms.BoundField]:
        """The choices of columns, without the two of days and numbers."""
        return [self[name] for name in self.fields if name.startswith("column-")]
