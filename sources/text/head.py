"""What a page says of itself: title, address, language. Nobody has checked any of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from sources.text.markup import parsed

_LONGEST = 5_000  # characters of one value
_TITLES = ("og:title", "twitter:title", "title")
_ADDRESSES = ("canonical", "og:url")


@dataclass
class Head:
    """As the page has them; None where it has none."""

    title: str | None = None
    language: str | None = None
    address: str | None = None


@dataclass
class _Reader:
    said: dict[str, str] = field(default_factory=dict)
    inside: str | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.inside = tag
        if tag == "html":
            self._say("lang", attributes.get("lang") or attributes.get("xml:lang"))
        elif tag == "meta":
            name = attributes.get("property") or attributes.get("name") or ""
            if name.lower() in _TITLES + _ADDRESSES:
                self._say(name.lower(), attributes.get("content"))
        elif tag == "link" and "canonical" in attributes.get("rel", "").lower().split():
            self._say("canonical", attributes.get("href"))

    def end(self, tag: str) -> None:
        self.inside = None

    def data(self, text: str) -> None:
        if self.inside == "title":
            self._say("title", text)

    def close(self) -> Head:
        def first(names: tuple[str, ...]) -> str | None:
            return next((self.said[name] for name in names if name in self.said), None)

        return Head(first(_TITLES), self.said.get("lang"), first(_ADDRESSES))

    def _say(self, name: str, value: str | None) -> None:
        if value and value.strip():
            self.said.setdefault(name, value.strip()[:_LONGEST])


def read(page: str) -> Head:
    """The head of a page: the title that it is shared under before the one in its tab, and the
    address that it calls canonical.
    """
    return parsed(page, _Reader())
