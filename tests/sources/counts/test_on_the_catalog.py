"""Every figure that the catalog holds would be found in a page that carries it."""

from __future__ import annotations

from typing import Any

import pytest

from sources.counts import counts

# A title and a sentence that say nothing of the figure itself, in the language of the claim
AROUND = {
    "en": "Foreigners recruited into the Russian army\n"
    "The ministry gave figures. According to it: {}.",
    "ru": "Иностранцы завербованы в российскую армию\n"
    "Министерство назвало цифры. По его данным: {}.",
    "uk": "Іноземці, завербовані до російської армії\n"
    "Міністерство назвало цифри. За його даними: {}.",
    "bg": "Чужденци, вербувани в руската армия\n"
    "Министерството съобщи данни. Според него: {}.",
    "es": "Extranjeros reclutados por el ejército ruso\n"
    "El ministerio dio cifras. Según este: {}.",
    "fr": "Des étrangers recrutés dans l'armée russe\n"
    "Le ministère a donné des chiffres. Selon lui : {}.",
    "de": "Ausländer in der russischen Armee angeworben\n"
    "Das Ministerium nannte Zahlen. Demnach: {}.",
    "pt": "Estrangeiros recrutados pelo exército russo\n"
    "O ministério deu números. Segundo ele: {}.",
    "it": "Stranieri reclutati nell'esercito russo\n"
    "Il ministero ha dato cifre. Secondo il ministero: {}.",
    "zh": "外国人被招募加入俄军\n"
    "该部公布了数据。据称：{}。",
}  # fmt: skip


@pytest.fixture(scope="module")
def claims() -> list[Any]:
    from sources import load

    frames, _ = load.check()
    languages = frames["document"].set_index("document_id")["language"]
    found = frames["claim"]
    return list(found.assign(language=found["document_id"].map(languages)).itertuples())


def _missed(claim: Any) -> bool:
    text = AROUND.get(claim.language, "{}").format(claim.says)
    start = text.index(claim.says)
    return not any(
        start <= count.position < start + len(claim.says)
        for count in counts(text, len(text), claim.language)
    )


def test_of_the_figures_in_the_catalog_at_least_97_in_100_are_found(claims: list[Any]) -> None:
    # Percentages are figures of the catalog and no counts
    counted = [claim for claim in claims if claim.unit != "percent"]
    missed = [claim.says for claim in counted if _missed(claim)]
    assert len(counted) > 400
    assert 1 - len(missed) / len(counted) >= 0.97, "\n".join(missed)
