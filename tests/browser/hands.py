"""Two ways of doing the same: with a mouse, and with the keyboard only."""

from typing import Protocol

from playwright.sync_api import Page

TABS_AT_MOST = 150


class Hand(Protocol):
    """What a journey asks of a hand."""

    page: Page

    def write(self, field: str, text: str) -> None: ...
    def choose(self, radio: str) -> None: ...
    def pick(self, select: str) -> None: ...
    def press(self, selector: str) -> None: ...


class Mouse:
    """Clicks. Works with JavaScript off."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def write(self, field: str, text: str) -> None:
        self.page.fill(field, text)

    def choose(self, radio: str) -> None:
        self.page.check(radio, force=True)

    def pick(self, select: str) -> None:
        """The first that is offered in a list."""
        self.page.select_option(select, index=1)

    def press(self, selector: str) -> None:
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()


class Keyboard:
    """Tab, arrows, space, Enter: never a click. What cannot be reached fails."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def _reach(self, selector: str, *, in_group: bool = False) -> None:
        if self._is_here(selector):
            return
        for _ in range(TABS_AT_MOST):
            self.page.keyboard.press("Tab")
            if self._is_here(selector):
                return
            if in_group and self.page.evaluate(
                "s => { const a = document.activeElement, w = document.querySelector(s);"
                " return a.type === 'radio' && w && a.name === w.name }",
                selector,
            ):
                return
        raise AssertionError(f"the keyboard does not reach {selector} on {self.page.url}")

    def _is_here(self, selector: str) -> bool:
        return bool(self.page.evaluate("s => document.activeElement.matches(s)", selector))

    def write(self, field: str, text: str) -> None:
        self._reach(field)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, radio: str) -> None:
        self._reach(radio, in_group=True)
        if self.page.evaluate("() => document.activeElement.type") == "checkbox":
            self.page.keyboard.press("Space")
            return
        for _ in range(20):
            if self._is_here(radio):
                self.page.keyboard.press("Space")
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the arrows do not reach {radio}")

    def pick(self, select: str) -> None:
        """The first that is offered in a list."""
        self._reach(select)
        self.page.keyboard.press("ArrowDown")

    def unfold(self, summary: str) -> None:
        """Open what is folded: the page stays."""
        self._reach(summary)
        self.page.keyboard.press("Enter")

    def press(self, selector: str) -> None:
        self._reach(selector)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
