"""What a single value must be: ids, dates, words of closed lists, addresses."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sources import countries, dates
from sources.checking import Check, Fault
from sources.nearest import Suggestions
from sources.problems import explained, one_of, quoted
from sources.registry import FILE, Registry
from sources.vocabulary import Vocabulary

_KEBAB = re.compile(r"[a-z0-9~]+(?:-[a-z0-9~]+)*")
_URL = re.compile(r"https?://[^\s/?#]+(?:[/?#]\S*)?")


def text(value: str) -> str:
    """Any text."""
    return value


def kebab(value: str) -> str:
    """An id: words of lower-case letters and digits joined by '-'."""
    if not _KEBAB.fullmatch(value):
        likely = "-".join(re.findall(r"[a-z0-9~]+", value.casefold())) or None
        raise Fault(
            "bad-id",
            explained(
                f"{quoted(value)} is no id",
                "lower-case letters, digits and ~ in words joined by '-'",
                likely,
            ),
        )
    return value


def reference(value: str) -> str:
    """A full claim id, `<document id>/<claim id>`; whether it exists is seen when linking."""
    document, slash, claim = value.partition("/")
    if not (slash and _KEBAB.fullmatch(document) and _KEBAB.fullmatch(claim)):
        raise Fault(
            "bad-id", f"{quoted(value)} is no full claim id; expected <document id>/<claim id>"
        )
    return value


def url(value: str) -> str:
    """An http or https address."""
    if not _URL.fullmatch(value):
        raise Fault("bad-url", f"{quoted(value)} is no web address; expected http:// or https://")
    return value


def edtf(value: str) -> str:
    """An EDTF date."""
    try:
        dates.span(value)
    except dates.DateError as error:
        raise Fault("bad-date", str(error)) from error
    return value


def edtf_closed(value: str) -> str:
    """An EDTF date with a last day: what is counted must have been counted by some day."""
    if dates.span(edtf(value)).last is None:
        raise Fault(
            "open-date",
            f"{quoted(value)} has no last day; expected a date or an interval that ends",
        )
    return value


def boolean(value: str) -> bool:
    """true or false."""
    if value not in ("true", "false"):
        likely = {"yes": "true", "no": "false"}.get(value.casefold(), value.casefold())
        guess = likely if likely in ("true", "false") else None
        raise Fault(
            "bad-value", explained(f"{quoted(value)} is no truth value", "true or false", guess)
        )
    return value == "true"


def bounds(value: tuple[str | None, ...]) -> tuple[int | None, int | None]:
    """`reads`: [low, high], null for unbounded."""
    numbers = [None if item is None else int(item) for item in value if _whole(item)]
    if len(value) != 2 or len(numbers) != 2 or numbers[0] is None:
        raise Fault("bad-shape", "expected [low, high] in whole numbers, null where unbounded")
    return numbers[0], numbers[1]


def _whole(item: str | None) -> bool:
    return item is None or re.fullmatch(r"[0-9]{1,18}", item) is not None


@dataclass
class Ids:
    """Checks that need to know which ids exist; they remember what they suggested."""

    vocabulary: Vocabulary
    registry: Registry
    suggestions: Suggestions

    def _guess(
        self,
        kind: str,
        value: str,
        known: Collection[str],
        expected: str,
        names: Mapping[str, str] | None = None,
    ) -> Fault:
        guess = self.suggestions.ask(kind, value, known, names)
        return Fault("unknown-id", explained(f"unknown {kind} {quoted(value)}", expected, guess))

    def word(self, kind: str, words: tuple[str, ...]) -> Check:
        """A word of a closed list."""

        def check(value: str) -> str:
            if value not in words:
                raise self._guess(kind, value, words, one_of(words))
            return value

        return check

    def source(self, kind: str) -> Check:
        """An id of the registry."""

        def check(value: str) -> str:
            known = self.registry.sources
            if value in known:
                return value
            if value in self.registry.refused:
                at = f"{FILE}:{self.registry.refused[value]}"
                raise Fault("source-rejected", f"the source {quoted(value)} was rejected ({at})")
            names = {str(row.text["name"]).casefold(): row.id for row in known.values()}
            raise self._guess(kind, value, known, f"an id of {FILE}", names)

        return check

    def country(self, kind: str = "country") -> Check:
        """An ISO 3166-1 alpha-3 code."""

        def check(value: str) -> str:
            if value not in countries.codes():
                known = sorted(countries.codes())
                expected = "an ISO 3166-1 alpha-3 code"
                raise self._guess(kind, value, known, expected, countries.aliases())
            return value

        return check

    def population(self, value: str) -> str:
        """A country, an M49 area, or a group of populations.yaml."""
        if self.vocabulary.is_population(value):
            return value
        known = self.vocabulary.populations()
        names = dict(countries.aliases())
        for row in self.vocabulary.groups.values():
            names.setdefault(str(row.text["name"]).casefold(), row.id)
        expected = "an ISO 3166-1 alpha-3 code, m49:NNN or an id of populations.yaml"
        raise self._guess("population", value, known, expected, names)

    def measure(self, value: str) -> str:
        """An id of measures.yaml."""
        known = self.vocabulary.measures
        if value not in known:
            raise self._guess("measure", value, known, one_of(list(known)))
        return value

    def channel(self, value: str) -> str:
        """An id of channels.yaml."""
        known = self.vocabulary.channels
        if value not in known:
            raise self._guess("channel", value, known, "an id of channels.yaml")
        return value

    def excluding(self, value: tuple[str | None, ...]) -> str:
        """Country codes, sorted, joined by commas."""
        check = self.country("country in excluding")
        for item in value:
            if item is None:
                raise Fault("empty-value", "an empty value in the list; expected country codes")
            try:
                check(item)
            except Fault as fault:
                raise Fault(fault.rule, fault.message, item) from fault
        return ",".join(sorted({str(item) for item in value}))

    def language(self, value: str) -> str:
        """An ISO 639-1 code, or und."""
        if value not in countries.languages():
            known = sorted(countries.languages())
            expected = "an ISO 639-1 code, or und where unknown"
            raise self._guess("language", value, known, expected, countries.language_aliases())
        return value
