"""Phrases and what they state: section by section of the table that reading.py holds."""

from __future__ import annotations

import pytest

from sources.phrases import PhraseError, read

# words, language, (low, high, point)
STATED = [
    ("1,436 people", "en", (1436, 1436, 1436)),
    ("1 500 people", "en", (1500, 1500, 1500)),
    ("1.500 Menschen", "de", (1500, 1500, 1500)),
    ("20'000 Menschen", "de", (20000, 20000, 20000)),
    ("1,00,000 people", "en", (100000, 100000, 100000)),
    ("1.5 thousand men", "en", (1500, 1500, 1500)),
    ("15k fighters", "en", (15000, 15000, 15000)),
    ("fifteen thousand men", "en", (15000, 15000, 15000)),
    ("two hundred and five men", "en", (205, 205, 205)),
    ("three dozen recruits", "en", (36, 36, 36)),
    ("half a million men", "en", (500000, 500000, 500000)),
    ("at least 40 men", "en", (40, None, 40)),
    ("no fewer than 40 men", "en", (40, None, 40)),
    ("40 or more men", "en", (40, None, 40)),
    ("more than 40 men", "en", (41, None, 40)),
    ("upwards of 40 men", "en", (41, None, 40)),
    ("40+ men", "en", (41, None, 40)),
    ("up to 40 men", "en", (0, 40, 40)),
    ("as many as 40 men", "en", (0, 40, 40)),
    ("at most 40 men", "en", (0, 40, 40)),
    ("the number could be as high as 20,000", "en", (0, 20000, 20000)),
    ("fewer than 40 men", "en", (0, 39, 40)),
    ("under 40 men", "en", (0, 39, 40)),
    ("1,000 to 5,000 men", "en", (1000, 5000, None)),
    ("60-70 men", "en", (60, 70, None)),
    ("between 14,000 and 15,000 men", "en", (14000, 15000, None)),
    ("one to two thousand men", "en", (1000, 2000, None)),
    ("1,000, possibly rising to 3,000", "en", (1000, 3000, 1000)),
    ("at least 60-70 men", "en", (60, None, None)),
    ("around 18,000 men", "en", (17500, 18500, 18000)),
    ("some 316 men", "en", (316, 316, 316)),
    ("roughly 200 men", "en", (150, 250, 200)),
    ("nearly 200 men", "en", (150, 200, 200)),
    ("almost 35 men", "en", (34, 35, 35)),
    ("an estimated 11,000 men", "en", (10500, 11500, 11000)),
    ("estimated 1,000 to 5,000 men", "en", (1000, 5000, None)),
    ("dozens of men", "en", (24, 99, None)),
    ("several hundred men", "en", (200, 999, None)),
    ("at least several hundred men", "en", (200, None, None)),
    ("tens of thousands of men", "en", (20000, 99999, None)),
    ("hundreds to thousands of men", "en", (200, 9999, None)),
    ("до пяти тысяч человек", "ru", (0, 5000, 5000)),
    ("от одной до пяти тысяч человек", "ru", (1000, 5000, None)),
    ("по меньшей мере 1,5 тыс. наемников", "ru", (1500, None, 1500)),
    ("полторы тысячи человек", "ru", (1500, 1500, 1500)),
    ("почти три сотни человек", "ru", (250, 300, 300)),
    ("более тысячи человек", "ru", (1001, None, 1000)),
    ("тысячи иностранцев", "ru", (2000, 9999, None)),
    ("понад 18 тис. іноземців", "uk", (18001, None, 18000)),
    ("щонайменше двісті осіб", "uk", (200, None, 200)),
    ("п'ятнадцять тисяч осіб", "uk", (15000, 15000, 15000)),
    ("entre 1.000 y 25.000 cubanos", "es", (1000, 25000, None)),
    ("unos dos mil hombres", "es", (1500, 2500, 2000)),
    ("trescientos cincuenta hombres", "es", (350, 350, 350)),
    ("plus de 300 combattants", "fr", (301, None, 300)),
    ("avoisine les 35", "fr", (34, 35, 35)),
    ("quatre-vingt-dix-sept hommes", "fr", (97, 97, 97)),
    ("jusqu'à 200 hommes", "fr", (0, 200, 200)),
    ("fünfzehntausend Männer", "de", (15000, 15000, 15000)),
    ("zweihundertfünfundzwanzig Männer", "de", (225, 225, 225)),
    ("bis zu 25.000 Kubaner", "de", (0, 25000, 25000)),
    ("mehr als 1500 Männer", "de", (1501, None, 1500)),
    ("pelo menos duzentos homens", "pt", (200, None, 200)),
    ("cerca de 3.000 homens", "pt", (2500, 3500, 3000)),
    ("anche duemila persone", "it", (2000, 2000, 2000)),
    ("fino a 200 nepalesi", "it", (0, 200, 200)),
    ("duecentocinquanta persone", "it", (250, 250, 250)),
    ("над 500 чужденци", "bg", (501, None, 500)),
    ("не по-малко от 529 души", "bg", (529, None, 529)),
    ("петнадесет хиляди души", "bg", (15000, 15000, 15000)),
    ("约有1.5万名尼泊尔公民", "zh", (14500, 15500, 15000)),
    ("1.4万到1.5万人", "zh", (14000, 15000, None)),
    ("一千五百人", "zh", (1500, 1500, 1500)),
    ("至少两百人", "zh", (200, None, 200)),
    ("數百名同胞", "zh", (200, 999, None)),
    ("少なくとも1400人を超える", "ja", (1401, None, 1400)),
    ("نحو 2000 جندي", "ar", (1500, 2500, 2000)),
    ("٢٠٠٠ جندي", "ar", (2000, 2000, 2000)),
    ("422 ألفاً و704 أفراد", "ar", (422704, 422704, 422704)),
    ("१२७ भारतीय नागरिक", "mr", (127, 127, 127)),
    ("бери дегенде 2 миң 715 жаран", "ky", (2715, None, 2715)),
    ("1 миң 300дөй жараны", "ky", (1250, 1350, 1300)),
    ("co najmniej 2 tys. żołnierzy", "pl", (2000, None, 2000)),
    ("ainakin 35 kansalaista", "fi", (35, None, 35)),
    ("sekitar selusin keluarga", "id", (12, 12, 12)),
    ("at least 40 jokers", "xx", (40, None, 40)),
    ("minstens 40 mannen", "nl", (40, None, 40)),
    ("fler än 40 personer", "sv", (41, None, 40)),
    ("више од 40 људи", "sr", (41, None, 40)),
    ("više od 40 ljudi", "und", (41, None, 40)),
    ("40 से अधिक भारतीय", "und", (41, None, 40)),
    ("कम्तीमा २०० नेपाली", "ne", (200, None, 200)),
    ("kamida 40 kishi", "uz", (40, None, 40)),
    ("τουλάχιστον 40 άτομα", "und", (40, None, 40)),
    ("حداقل 40 نفر", "fa", (40, None, 40)),
    ("ít nhất 1.500 người", "vi", (1500, None, 1500)),
    ("legalább 40 ember", "hu", (40, None, 40)),
    ("약 1만2000명", "ko", (11500, 12500, 12000)),
    ("1万2000人以上", "ja", (12000, None, 12000)),
    ("40'tan fazla kişi", "tr", (41, None, 40)),
]


@pytest.mark.parametrize(("words", "language", "stated"), STATED, ids=lambda v: str(v)[:40])
def test_a_phrase_states_its_interval(
    words: str, language: str, stated: tuple[int, int | None, int | None]
) -> None:
    unit = "families" if "keluarga" in words else "persons"
    reading = read(words, unit, language)
    assert (reading.low, reading.high, reading.point) == stated


@pytest.mark.parametrize(
    ("words", "unit", "low"),
    [
        ("18,000 people from 128 countries", "countries", 128),
        ("18,000 people from 128 countries", "persons", 18000),
        ("94 deaths among 335 fighters", "persons", 94),
        ("10 of the 26 petitioners", "persons", 10),
        ("36 African countries", "countries", 36),
        ("1 013 citizens of African countries", "persons", 1013),
        ("around 2,000 families", "families", 1500),
        ("224 richieste di intervento", "requests", 224),
        ("4 percent of this mass", "percent", 4),
        ("another 20 in 2024", "persons", 20),
        ("135 человек — в 2023", "persons", 135),
        ("2023-жылы 498", "persons", 498),
        ("Uzbekistan and Belarus (71 each)", "persons", 71),
    ],
)
def test_the_unit_picks_the_figure_and_the_first_one_counts(
    words: str, unit: str, low: int
) -> None:
    assert read(words, unit).low == low


@pytest.mark.parametrize(
    "words",
    [
        "only a few Iraqis",
        "since 2023",
        "on 14 March",
        "aged 35",
        "35 years old",
        "$2,000 a month",
        "for 12 months",
        "in room 302",
        "the 144th division",
        "10 percent of them",
        "a T-72 tank",
        "from 49 countries",
        "",
    ],
)
def test_what_is_no_count_of_people_is_an_error(words: str) -> None:
    with pytest.raises(PhraseError, match=r"character \d+"):
        read(words, "persons", "en")


def test_the_error_of_a_phrase_without_a_number_says_so() -> None:
    with pytest.raises(PhraseError, match="no number"):
        read("only a few Iraqis")


def test_conflicting_qualifiers_are_an_error_with_their_position() -> None:
    with pytest.raises(PhraseError, match="contradict each other") as caught:
        read("at least up to 40 men", "persons", "en")
    assert caught.value.position == len("at least ")


@pytest.mark.parametrize("words", ["12\u202e345 men", "40\u0000 men", "4\u200b0 men"])
def test_hidden_characters_are_refused(words: str) -> None:
    with pytest.raises(PhraseError, match="hidden character"):
        read(words)


def test_numbers_beyond_any_count_and_endless_phrases_are_refused() -> None:
    with pytest.raises(PhraseError, match="beyond any count"):
        read("9" * 400 + " men")
    with pytest.raises(PhraseError, match="characters at the most"):
        read("men " * 1000)


@pytest.mark.parametrize(
    ("words", "language", "hedged"),
    [
        ("40 men may have joined", "en", True),
        ("40 men joined", "en", False),
        ("якобы 40 человек", "ru", True),
        ("40 hommes auraient signé", "fr", True),
    ],
)
def test_a_hedge_is_kept_and_changes_no_bound(words: str, language: str, hedged: bool) -> None:
    reading = read(words, "persons", language)
    assert reading.hedged is hedged
    assert (reading.low, reading.high) == (40, 40)


def test_no_number_runs_on_over_the_end_of_a_line() -> None:
    assert read("127 men\n100 women", "persons", "en").point == 127
    with pytest.raises(PhraseError, match="side by side"):
        read("127\n100 foreigners", "persons", "en")


@pytest.mark.parametrize("words", ["1\ufffd5 men", "15\ufffd men", "1О0 men", "10O men", "1²5 men"])
def test_digits_that_touch_what_cannot_be_read_or_looks_alike_are_no_number(words: str) -> None:
    with pytest.raises(PhraseError):
        read(words, "persons", "en")
