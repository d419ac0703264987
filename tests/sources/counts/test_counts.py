"""Which figures of a text are counts of the subject, and which are not."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.counts import MOST_COUNTS, Count, counts, grouped, read_counts

TITLE = "Foreigners recruited into the Russian army"


def found(text: str, language: str = "en", **more: object) -> list[Count]:
    return counts(text, len(text), language, **more)  # type: ignore[arg-type]


def exact(text: str, language: str = "en") -> list[str]:
    return [count.exact for count in found(text, language)]


def numbers(text: str, language: str = "en") -> list[int | None]:
    return [count.point for count in found(text, language)]


def test_a_count_says_where_it_stands_how_it_reads_and_why() -> None:
    text = f"{TITLE}\nKyiv counted at least 1,729 Nepalis from 12 provinces in the Russian army."
    (count,) = found(text)
    assert text[count.start : count.end] == count.exact == "at least 1,729 Nepalis"
    assert text[count.position :].startswith("1,729")
    assert (count.low, count.high, count.point, count.unit) == (1729, None, 1729, "persons")
    assert text[count.sentence_start : count.sentence_end].strip().startswith("Kyiv counted")
    assert count.populations == ("NPL",)
    assert "it counts 'nepalis'" in count.why


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Of the 35 Kenyans recruited, at least 12 had been killed.", [35, 12]),
        ("en", "50 Kenyans were recruited by the army. 35 of them died at the front.", [50, 35]),
        ("ru", "В российскую армию завербовали 40 кенийцев, из них 7 вернулись.", [40, 7]),
        ("uk", "До російської армії завербували 40 кенійців, з них 7 повернулися.", [40, 7]),
        ("bg", "В руската армия са вербувани 40 кенийци, от тях 7 се върнаха.", [40, 7]),
        ("es", "El ejército ruso reclutó a 40 kenianos, de los cuales 7 volvieron.", [40, 7]),
        ("fr", "L'armée russe a recruté 40 Kényans, dont 7 sont morts au front.", [40, 7]),
        ("de", "Die russische Armee hat 40 Kenianer angeworben, davon sind 7 tot.", [40, 7]),
        ("pt", "O exército russo recrutou 40 quenianos, dos quais 7 morreram.", [40, 7]),
        ("it", "L'esercito russo ha reclutato 40 kenioti, di cui 7 sono morti.", [40, 7]),
        ("zh", "俄军招募了40名肯尼亚人，其中7人死亡。", [40, 7]),
    ],
)
def test_a_number_without_a_noun_counts_whom_the_one_before_counted(
    language: str, text: str, expected: list[int]
) -> None:
    assert numbers(text, language) == expected


def test_the_rows_of_a_list_by_country_are_counts() -> None:
    text = f"{TITLE}\nThe list: Nepal (523), Sri Lanka (64), Kenya – 46, Cuba 39."
    assert numbers(text) == [523, 64, 46, 39]
    assert [count.populations for count in found(text)] == [("NPL",), ("LKA",), ("KEN",), ("CUB",)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Russia lost 1,100 Russian soldiers in a day.",
        "Some 900,000 troops are in the Ukrainian army.",
        "The strike killed 14 civilians and wounded 33 residents.",
        "Ukraine captured 60 Russian servicemen near the front.",
        "A drone hit 12 houses and 4 trucks.",
        "The minister is 57 years old and was born in 1968.",
        "The contract pays $2,300 a month and 40 percent more at the front.",
        "Last year 2,000,000 foreign tourists came to Moscow.",
        "The law was changed on 12 May, under article 94 of the code.",
        "See https://example.org/300-foreigners/1500 or call +7 495 555 0142.",
        "The brigade received 31 tanks and 7,000 tons of shells.",
        "Some 31,400 foreign students are enrolled at Russian universities.",
    ],
)
def test_what_is_no_count_of_foreigners_is_left_out_even_in_a_page_about_them(
    sentence: str,
) -> None:
    assert exact(f"{TITLE}\nForeign fighters sign contracts with the army.\n{sentence}") == []


def test_a_page_about_something_else_needs_more_than_a_nation() -> None:
    quake = "Quake in Nepal\nIn all 240 Nepalis died, and 35 of them were children."
    assert exact(quake) == []


def test_countries_families_and_requests_are_counts_with_their_unit() -> None:
    text = f"{TITLE}\nThey come from 36 countries; 40 families sent 112 requests to the army."
    assert [(count.point, count.unit) for count in found(text)] == [
        (36, "countries"),
        (40, "families"),
        (112, "requests"),
    ]


def test_a_word_that_weakens_the_count_stays_in_its_phrase() -> None:
    text = f"{TITLE}\nThe ministry said over 200 Kenyans may have joined the Russian army."
    (count,) = found(text)
    assert count.hedged
    assert count.exact == "over 200 Kenyans may"


def test_of_what_surrounds_the_body_only_what_is_strong_is_taken() -> None:
    body = f"{TITLE}\nThe army recruited 35 Kenyans.\n"
    menu = "Read also\nAt least 12 had been killed.\nThe army recruited 700 Cuban mercenaries.\n"
    inside = counts(body + menu, len(body + menu), "en")
    outside = counts(body + menu, len(body), "en")
    assert [count.point for count in inside] == [35, 12, 700]
    assert [count.point for count in outside] == [35, 700]
    assert "against it: stands outside the main text" in outside[1].why


def test_without_a_subject_every_figure_of_any_unit_is_a_count() -> None:
    text = "It hit 12 houses in 3 countries on 12 May 2024, and 40 percent of 900 shops."
    assert [count.point for count in found(text, subject=None)] == [12, 3, 40, 900]


def test_where_no_words_of_a_language_are_known_every_figure_is_a_count() -> None:
    (count,) = found("Mdina: 300 Kenjani.", "mt")
    assert count.point == 300
    assert count.why == ("no words of 'mt' are known, so every figure is a count",)


def test_another_subject_brings_its_own_words(tmp_path: Path) -> None:
    (tmp_path / "subject.yaml").write_text(
        "units: [persons]\nmost: 100000\nnations: false\njoining: [rescued]\n"
    )
    (tmp_path / "en.yaml").write_text(
        "who: [miner*]\nsetting: [shaft, mine]\npeople: [people]\nothers: [onlooker*]\n"
        "links: [were]\nmeasures: {rescued: [rescued]}\n"
    )
    text = "Miners rescued from the shaft\nSome 33 miners were rescued; 200 onlookers cheered."
    (count,) = found(text, subject=tmp_path)
    assert (count.point, count.measures) == (33, ("rescued",))


def test_a_wrong_key_of_a_lexicon_is_named_with_the_nearest_right_one(tmp_path: Path) -> None:
    (tmp_path / "subject.yaml").write_text("units: []\nmost: 1\nnations: false\njoining: []\n")
    (tmp_path / "en.yaml").write_text("peple: [miner]\n")
    with pytest.raises(ValueError, match=r"en\.yaml: unknown key peple.*did you mean 'people'"):
        found("33 miners", subject=tmp_path)
    other = tmp_path / "other"
    other.mkdir()
    (other / "subject.yaml").write_text("units: []\n")
    (other / "en.yaml").write_text("people: [miner]\n")
    with pytest.raises(ValueError, match=r"subject\.yaml: the key most is missing"):
        found("33 miners", subject=other)


def test_no_more_counts_are_given_out_than_a_person_could_read() -> None:
    text = f"{TITLE}\n" + "The army recruited 35 Kenyans. " * (MOST_COUNTS + 50)
    assert len(found(text)) == MOST_COUNTS
    whole = read_counts(text, len(text), "en")
    assert whole.cut
    assert text[whole.read_to :].startswith("35 Kenyans")
    assert text[: whole.read_to].count("35 Kenyans") == MOST_COUNTS


LONG = {
    "prose": "The minister spoke of foreign fighters and the army in Kenya, and of 12 tanks. ",
    "digits": "1 2 3 4 5 6 7 8 9 10, ",
    "no counts": "1 tank Cuba 2 tanks Cuba ",
    "no spaces": "1@2:3/4-5'6(7)" * 50,
    "no words": "((((\n" * 9 + "1\n",
    "ideographs": "部长星期二谈到外籍雇佣兵和军队没有提到更多关于合同的事情二零二四年",
}


@pytest.mark.parametrize("unit", LONG.values(), ids=LONG.keys())
def test_time_grows_with_the_length_of_a_page_and_no_faster(unit: str) -> None:
    page = f"{TITLE}\n" + unit * (60_000 // len(unit))
    language = "zh" if unit.startswith("部") else "en"
    began = time.perf_counter()
    counts(page, len(page), language)
    assert time.perf_counter() - began < 15  # below a second on one core


def test_of_a_page_that_has_no_end_only_the_beginning_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = f"{TITLE}\n" + "It has 1 tank.\n" * 200 + "The Russian army recruited 35 Kenyans."
    whole = read_counts(page, len(page), "en")
    assert ([c.exact for c in whole.counts], whole.read_to) == (["35 Kenyans"], len(page))
    assert not whole.cut
    monkeypatch.setattr(grouped, "MOST_FIGURES", 150)
    cut = read_counts(page, len(page), "en")
    assert (cut.counts, cut.cut) == ([], True)
    assert page[: cut.read_to].count("1 tank") == 150
    monkeypatch.setattr(grouped, "MOST_FIGURES", 1_000)
    monkeypatch.setattr(grouped, "MOST_READ", 2_000)
    cut = read_counts(page, len(page), "en")
    assert (cut.counts, cut.cut, cut.read_to) == ([], True, 2_000)
    cut = read_counts(page, len(page), "en", None)
    assert (cut.cut, cut.read_to) == (True, 2_000)


@pytest.mark.parametrize(
    "text",
    ["", " \n ", "300", "300 " * 900, "(" * 5_000 + "300 Kenyans", "1\u202e000 Cubans", "\x00300"],
)
def test_odd_texts_are_no_trouble(text: str) -> None:
    for count in found(text):
        assert text[count.start : count.end] == count.exact


PARTS = (
    "300|at least|Kenyans|of them|killed|1,5|тыс.|из них|(|)|—|名|其中|army|\n|. |Russian|from|48|"
    "countries|\u200f|'|12:30"
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(PARTS.split("|")), max_size=40),
    st.sampled_from(["en", "ru", "zh", "fr", "xx", "und"]),
    st.integers(0, 80),
)
def test_a_count_always_lies_where_it_says(parts: list[str], language: str, main: int) -> None:
    text = " ".join(parts)
    before = -1
    for count in counts(text, main, language):
        assert text[count.start : count.end] == count.exact
        assert count.sentence_start <= count.start <= count.position < count.end
        assert count.end <= count.sentence_end <= len(text)
        assert count.position > before
        before = count.position
