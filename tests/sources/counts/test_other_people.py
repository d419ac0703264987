"""Figures of other people in a page about the subject, kind by kind and language by language."""

from __future__ import annotations

import pytest

from sources.counts import counts

TITLES = {
    "en": "Foreigners recruited into the Russian army",
    "ru": "Иностранцы завербованы в российскую армию",
    "uk": "Іноземці, завербовані до російської армії",
    "bg": "Чужденци, вербувани в руската армия",
    "es": "Extranjeros reclutados por el ejército ruso",
    "fr": "Des étrangers recrutés dans l'armée russe",
    "de": "Ausländer in der russischen Armee angeworben",
    "pt": "Estrangeiros recrutados pelo exército russo",
    "it": "Stranieri reclutati nell'esercito russo",
    "zh": "外国人被招募加入俄军",
}
# civilians, policemen, lawyers, deputies, students, workers, refugees, tourists, journalists,
# soldiers of Russia, soldiers of Ukraine, peacekeepers
OTHERS = {
    "en": "civilians, policemen, lawyers, lawmakers, students, factory workers, refugees,"
    " tourists, journalists, Russian soldiers, Ukrainian soldiers, peacekeepers",
    "ru": "мирных жителей, полицейских, адвокатов, депутатов, студентов, рабочих, беженцев,"
    " туристов, журналистов, российских солдат, украинских военных, миротворцев",
    "uk": "цивільних, поліцейських, адвокатів, депутатів, студентів, робітників, біженців,"
    " туристів, журналістів, російських солдатів, українських військових, миротворців",
    "bg": "цивилни, полицаи, адвокати, депутати, студенти, работници, бежанци,"
    " туристи, журналисти, руски войници, украински военни, миротворци",
    "es": "civiles, policías, abogados, diputados, estudiantes, trabajadores, refugiados,"
    " turistas, periodistas, soldados rusos, soldados ucranianos, cascos azules",
    "fr": "civils, policiers, avocats, députés, étudiants, ouvriers, réfugiés,"
    " touristes, journalistes, soldats russes, soldats ukrainiens, casques bleus",
    "de": "Zivilisten, Polizisten, Anwälte, Abgeordnete, Studierende, Arbeiter, Flüchtlinge,"
    " Touristen, Journalisten, russische Soldaten, ukrainische Soldaten, Blauhelme",
    "pt": "civis, polícias, advogados, deputados, estudantes, trabalhadores, refugiados,"
    " turistas, jornalistas, soldados russos, soldados ucranianos, capacetes azuis",
    "it": "civili, poliziotti, avvocati, deputati, studenti, operai, profughi,"
    " turisti, giornalisti, soldati russi, soldati ucraini, caschi blu",
    "zh": "平民, 警察, 律师, 议员, 学生, 工人, 难民, 游客, 记者, 俄罗斯士兵, 乌克兰士兵, 维和人员",
}


def found(text: str, language: str = "en") -> list[int | None]:
    return [count.point for count in counts(text, len(text), language)]


@pytest.mark.parametrize("language", sorted(OTHERS))
def test_other_people_are_no_counts_in_any_language(language: str) -> None:
    link, stop = ("名", "。") if language == "zh" else (" ", ".")
    counted = {
        noun: numbers
        for noun in OTHERS[language].split(", ")
        if (numbers := found(f"{TITLES[language]}{stop}\n37{link}{noun}{stop}", language))
    }
    assert counted == {}


def test_troops_of_a_country_stay_in_its_own_army_unless_they_were_sent() -> None:
    text = f"{TITLES['en']}\nFighters from Kenya sign contracts with Moscow.\n" + "It rained.\n" * 4
    assert found(f"{text}Baghdad hosts 2,500 American troops.") == []
    assert found(f"{text}Some 11,000 North Korean troops were there.") == [11_000]


def test_foreigners_in_an_army_are_no_counts_where_it_is_not_this_army() -> None:
    brigade = (
        "Multinational brigade\nThe brigade trains in Lithuania. Foreign soldiers fight side by"
        " side. The general praised the recruits. It counts {} and nobody else."
    )
    ours = brigade.replace("Lithuania", "Rostov for the Russian army")
    assert found(brigade.format("120 Czech nationals")) == []
    assert found(ours.format("120 Czech nationals")) == [120]


def test_the_noun_before_a_number_tells_whom_a_measure_word_counts() -> None:
    text = f"{TITLES['zh']}。\n该连有军官6名，看守60人，外籍士兵52名。"
    assert found(text, "zh") == [52]


def test_others_may_be_part_of_those_who_were_counted() -> None:
    text = f"{TITLES['en']}\nThe Russian army recruited 70 Kenyans, among them 22 former students."
    assert found(text) == [70, 22]


def test_a_figure_that_refers_to_other_people_counts_them() -> None:
    text = f"{TITLES['en']}\nThe blast killed 40 civilians. Twelve of them were children."
    assert found(text) == []


def test_before_and_after_a_change_are_two_counts() -> None:
    text = f"{TITLES['en']}\nThe number of Kenyans killed at the front rose from 11 to 19."
    assert found(text) == [11, 19]


def test_an_interview_tells_who_where_and_on_which_side_in_different_answers() -> None:
    text = (
        "Only three came home\nOur priest has lived in Togo for years.\nWhat happened?\n"
        "They wanted to study in Russia.\nAnd then?\n"
        "They wore a uniform after two weeks.\nWho paid?\n"
        "The man who recruited them, on a contract.\nHow many?\n"
        "At least 22 boys. Eight were killed at the front.\nAny news?\nNo. It rains here."
    )
    assert found(text) == [3, 22, 8]
