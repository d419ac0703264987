"""What holds of every number and of every text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sources.phrases import PhraseError, read

counts = st.integers(1, 999_999_999).filter(lambda n: not 1900 <= n <= 2099)
SEPARATORS = [",", ".", " ", "'", "\u00a0", "\u202f", "’"]


def _listed(words: str) -> list[str]:
    return words.split()


ONES = _listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
TENS = _listed("x x twenty thirty forty fifty sixty seventy eighty ninety")
HUNDREDS_RU = _listed("x сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот")
TENS_RU = _listed(
    "x x двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто"
)
ONES_RU = _listed(
    "x один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать "
    "тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать"
)
ONES_DE = _listed(
    "x ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn "
    "sechzehn siebzehn achtzehn neunzehn"
)
TENS_DE = _listed("x x zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig")


def english(n: int) -> str:
    """A number in English words."""
    if n < 20:
        return ONES[n]
    if n < 100:
        return TENS[n // 10] + (f"-{ONES[n % 10]}" if n % 10 else "")
    if n < 1000:
        return f"{ONES[n // 100]} hundred" + (f" and {english(n % 100)}" if n % 100 else "")
    for size, name in ((1_000_000, "million"), (1000, "thousand")):
        if n >= size:
            rest = f" {english(n % size)}" if n % size else ""
            return f"{english(n // size)} {name}{rest}"
    raise AssertionError(n)


def russian(n: int) -> str:
    """A number below a million in Russian words."""
    words = []
    if n >= 1000:
        words += [russian(n // 1000), "тысяч"]
        n %= 1000
    if n >= 100:
        words.append(HUNDREDS_RU[n // 100])
        n %= 100
    if n >= 20:
        words.append(TENS_RU[n // 10])
        n %= 10
    if n:
        words.append(ONES_RU[n])
    return " ".join(words)


def german(n: int) -> str:
    """A number below a million as one German word."""
    if n >= 1000:
        return german(n // 1000) + "tausend" + (german(n % 1000) if n % 1000 else "")
    if n >= 100:
        return ONES_DE[n // 100] + "hundert" + (german(n % 100) if n % 100 else "")
    if n >= 20:
        return (ONES_DE[n % 10] + "und" if n % 10 else "") + TENS_DE[n // 10]
    return ONES_DE[n]


def point(words: str, language: str = "en") -> int | None:
    """The number that a phrase prints."""
    return read(words, "persons", language).point


@given(counts, st.sampled_from(SEPARATORS))
def test_digits_read_back_whatever_separates_their_thousands(n: int, separator: str) -> None:
    assert point(f"{n:,} men".replace(",", separator)) == n


@given(counts)
def test_digits_of_other_scripts_read_back(n: int) -> None:
    for zero in ("٠", "०", "０"):
        written = "".join(chr(ord(zero) + int(d)) for d in str(n))
        assert point(f"{written} men") == n


@given(st.integers(1, 999_999_999))
def test_english_words_read_back(n: int) -> None:
    assert point(f"{english(n)} men") == n


@given(st.integers(1, 999_999))
def test_russian_words_read_back(n: int) -> None:
    assert point(f"{russian(n)} человек", "ru") == n


@given(st.integers(1, 999_999))
def test_german_compounds_read_back(n: int) -> None:
    assert point(f"{german(n)} Männer", "de") == n


@given(st.integers(1, 999))
def test_scales_read_back(n: int) -> None:
    assert point(f"{n} thousand men") == n * 1000
    assert point(f"{n}k men") == n * 1000
    assert point(f"{n} тыс. человек", "ru") == n * 1000
    assert point(f"{n}万人", "zh") == n * 10_000


@given(counts)
def test_qualifiers_never_widen_the_wrong_side(n: int) -> None:
    written = f"{n:,} men"
    assert read(f"at least {written}").low == n
    assert read(f"more than {written}").low == n + 1
    assert read(f"at least {written}").high is None
    assert read(f"up to {written}").high == n
    assert read(f"nearly {written}").high == n
    around = read(f"around {written}")
    assert around.high is not None
    assert around.low <= n <= around.high
    assert around.high - n <= n  # rounding never reaches twice the number


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_a_range_keeps_its_ends(a: int, b: int) -> None:
    low, high = sorted((a, b))
    if low == high:
        high += 1
    reading = read(f"between {low:,} and {high:,} men", "persons", "en")
    assert (reading.low, reading.high, reading.point) == (low, high, None)


@given(st.text(max_size=200), st.sampled_from(["en", "ru", "zh", "de", "ar", "und", "xx"]))
def test_any_text_is_read_or_refused_and_nothing_else(text: str, language: str) -> None:
    try:
        reading = read(text, "persons", language)
    except PhraseError:
        return
    assert reading.low >= 0
    assert reading.high is None or reading.low <= reading.high


@given(st.lists(st.sampled_from(_listed("at least more than up to 5 , . - and 12 3,000 of men"))))
def test_any_order_of_known_words_is_read_or_refused(words: list[str]) -> None:
    try:
        reading = read(" ".join(words), "persons", "en")
    except PhraseError:
        return
    assert reading.high is None or reading.low <= reading.high
