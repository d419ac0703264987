"""Bytes to characters: what was declared is believed unless the bytes say otherwise."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.text.encodings import decoded

RUSSIAN = "По данным ведомства, не менее 1 500 иностранцев подписали контракт в Москве."
CHINESE = "据乌克兰情报部门称，至少有一百五十名中国公民在俄罗斯军队中作战，其中包括前线部队。"
JAPANESE = "情報機関によると、少なくとも1000人の外国人がロシア軍に参加しているという。"
KOREAN = "정보 당국에 따르면 최소 1만 명의 북한군이 러시아에서 훈련을 받고 있다."
ARABIC = "وقالت الوزارة إن ما لا يقل عن 2000 مقاتل أجنبي انضموا إلى الجيش الروسي."
FRENCH = "Selon l’état-major, près de 1 500 étrangers ont été recrutés à Moscou en février."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "windows-1251"), (RUSSIAN, "koi8-r"), (RUSSIAN, "iso-8859-5"),
        (CHINESE, "gb18030"), (JAPANESE, "shift_jis"), (JAPANESE, "euc_jp"),
        (JAPANESE, "iso2022_jp"), (KOREAN, "euc_kr"), (ARABIC, "windows-1256"),
        (FRENCH, "windows-1252"), (FRENCH, "utf-8"), (CHINESE, "utf-8"),
        (RUSSIAN, "utf-16-le"), (FRENCH, "utf-16-be"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("declared", [None, "right", "iso-8859-1", "utf-8", "nonsense"])
def test_a_page_is_read_whatever_its_server_declares(
    text: str, encoding: str, declared: str | None
) -> None:
    header = encoding if declared == "right" else declared
    assert decoded(text.encode(encoding), header) == text


@pytest.mark.parametrize("text", [RUSSIAN, CHINESE, FRENCH])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_outweighs_the_header(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding), "windows-1251") == text


def test_what_is_declared_tells_encodings_apart_that_look_alike() -> None:
    data = "Łącznie 1500 osób".encode("iso-8859-2")
    assert decoded(data, "iso-8859-2") == "Łącznie 1500 osób"
    data = "За даними, їх 1500 іноземців із Ґани".encode("koi8-u")
    assert decoded(data, "koi8-u") == "За даними, їх 1500 іноземців із Ґани"


def test_a_page_may_declare_its_encoding_itself() -> None:
    page = "<html><head><META  content=\"text/html; Charset = 'ISO-8859-2'\"></head>Łódź 1500"
    assert "Łódź" in decoded(page.encode("iso-8859-2"), html=True)
    assert "Łódź" in decoded(page.encode("iso-8859-2"), "iso-8859-1", html=True)
    assert decoded(page.encode(), html=True) == page


def test_the_header_outweighs_the_page() -> None:
    page = "<meta charset=iso-8859-5>" + RUSSIAN
    assert RUSSIAN in decoded(page.encode("windows-1251"), "windows-1251", html=True)


def test_damage_costs_the_damaged_characters_alone() -> None:
    data = RUSSIAN.encode()
    assert decoded(data[:-2] + b"\xff" + data[-1:], "windows-1251").startswith(RUSSIAN[:-2])
    assert decoded(("“12 men”, he said. " * 9).encode()[:-12]).count("12 men") == 9
    assert decoded(b"5\xff6 men \xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9") == "5\ufffd6 men éééé"


def test_names_of_what_is_no_charset_are_passed_over() -> None:
    data = RUSSIAN.encode("windows-1251")
    for name in (
        "rot13", "base64", "zlib", "idna", "punycode", "undefined", "utf-7", "unicode_escape",
        "raw-unicode-escape", "x" * 10_000, "\0", "é", "../../etc/passwd",
    ):  # fmt: skip
        assert decoded(data, name) == RUSSIAN


def test_lone_surrogates_in_utf_8_are_no_characters() -> None:
    assert "\ud800" not in decoded(b"5 \xed\xa0\x80 men")


def test_a_mark_in_the_middle_is_left_to_the_text() -> None:
    assert decoded(b"5 men" + codecs.BOM_UTF8 + b" more") == "5 men\ufeff more"


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "windows-1251", "gb18030", "x"]))
def test_any_bytes_are_read_as_something(data: bytes, declared: str | None) -> None:
    decoded(data, declared).encode()
    decoded(data, declared, html=True).encode()
