"""A page in a browser is read once its document is whole.

Playwright's click comes back when the answer *begins*; on a slow machine the rest is still on its way, and a test that
reads the page at once reads half of it, or nothing. `settle()` makes every reading method wait for the document first.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from playwright.sync_api import Locator, Page

READS = ("content", "count", "all_inner_texts", "all_text_contents", "inner_html", "inner_text", "input_value", "is_checked",
         "is_hidden", "is_visible", "text_content", "title", "evaluate", "evaluate_all", "get_attribute", "screenshot")  # fmt: skip


def _whole(read: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(read)
    def waited(self: Page | Locator, *args: Any, **more: Any) -> Any:
        page = self if isinstance(self, Page) else self.page
        page.wait_for_load_state("domcontentloaded")
        return read(self, *args, **more)

    waited.settled = True  # type: ignore[attr-defined]
    return waited


def settle() -> None:
    """From now on, in this process, every reading of a page waits until its document is whole."""
    for kind in (Page, Locator):
        for name in READS:
            read = getattr(kind, name, None)
            if read is not None and not hasattr(read, "settled"):
                setattr(kind, name, _whole(read))
