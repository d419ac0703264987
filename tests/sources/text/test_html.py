"""What a reader sees of a page: every word, each number by itself, nothing that is hidden."""

import pytest

from sources.text.html import read
from sources.text.plain_text import Limits, Refused


def seen(body: str) -> str:
    return read(f"<html><body>{body}</body></html>").text


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>a<br>b<br/>c</p><p>d", "a\nb\nc\n\nd"),
        ("<h1>Head</h1><p>one \n two</p><h2>More</h2>", "Head\n\none two\n\nMore"),
        ("<ul><li>12</li><li>13</ul><ol><li>14<li>15</ol>", "12\n13\n\n14\n15"),
        ("<dl><dt>Nepal<dd>100</dl>", "Nepal\n100"),
        ("<div>1<div>2</div>3</div>", "1\n2\n3"),
        ("<blockquote>“12 men”</blockquote><q>13</q>", "“12 men”\n\n13"),
        ("<figure><img src=x alt='A map'><figcaption>127 men</figcaption></figure>",
         "A map\n127 men"),
        ("<details><summary>More</summary>5</details><fieldset><legend>1</legend>2</fieldset>",
         "More\n5\n\n1\n2"),
        ("<pre>a 12\n<b>13</b>\n14</pre>", "a 12\n13\n14"),
        ("1&nbsp;500 &amp; 1&thinsp;500 &lt;b&gt; &#49;2", "1 500 & 1 500 <b> 12"),
        ("co&shy;operation, 1,&shy;500, 1<wbr>500", "cooperation, 1,500, 1500"),
        ("<title>Tab</title><nav>menu</nav><footer>end</footer>", "Tab\n\nmenu\n\nend"),
        ("<button>Share</button><label>Mail</label>", "Share Mail"),
        ("<svg><title>tip</title><text>India</text><text>127</text></svg>", "India 127"),
        ("<p>a<p>b</b></i>c</div>d", "a\n\nbcd"),
        ("1<2 and 3>2", "1<2 and 3>2"),
        ("", ""),
    ],
)  # fmt: skip
def test_elements_stand_as_on_the_page(body: str, expected: str) -> None:
    assert seen(body) == expected


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>12</script>", "<style>12</style>", "<template>12</template>",
        "<noscript>12</noscript>", "<!-- 12 -->", "<span hidden>12</span>",
        "<p style='color: red; DISPLAY : none'>12</p>", "<i style=visibility:hidden>12</i>",
        "<div hidden><p>12<ul><li>13</ul></div>", "<select><option>12</select>",
        "<textarea>12</textarea>", "<input value=12>", "<iframe>12</iframe>",
        "<noframes>12</noframes>", "<datalist><option>12</datalist>",
    ],
)  # fmt: skip
def test_what_is_hidden_is_not_read(hidden: str) -> None:
    assert seen(f"<p>before</p>{hidden}<p>behind</p>").split() == ["before", "behind"]


def test_pages_that_hide_until_they_have_loaded_are_read() -> None:
    assert read("<html style='visibility:hidden'><body hidden>5 men").text == "5 men"
    assert seen("<div hidden=until-found>5 men</div>") == "5 men"


@pytest.mark.parametrize(
    "style",
    ["backface-visibility:hidden", "--display:none", "display:inline", "visibility:visible"],
)
def test_styles_that_hide_nothing_hide_nothing(style: str) -> None:
    assert seen(f"<b style='{style}'>5</b> men") == "5 men"


def test_the_rows_of_a_table_are_lines_and_its_cells_stay_apart() -> None:
    rows = "<tr><th>Country<th>2024<th>2025<tr><td>India<td>127<td>100<tr><td>Nepal<td>5<td>888"
    expected = "From where\nCountry 2024 | 2025\nIndia 127 | 100\nNepal 5 | 888"
    assert seen(f"<table><caption>From where</caption>{rows}</table>") == expected
    spaced = rows.replace("<td>", "\n  <td>\n <p>").replace("<tr>", "\n<tr>\n")
    assert seen(f"<table><caption>From where</caption>{spaced}</table>") == expected


def test_a_page_laid_out_as_a_table_keeps_its_paragraphs() -> None:
    found = seen(
        "<table><tr><td>Menu<br>Home</td><td><p>One</p><p>Two</p></td><td>Ads</td></table>"
    )
    assert found == "Menu\nHome\nOne\n\nTwo\nAds"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("3,388<sup>2</sup> men", "3,388 ² men"),
        ("3,388<sup><a href=#n2>12</a></sup> men", "3,388 ¹² men"),
        ("men<sup>[3]</sup>, 10<sup>6</sup>, CO<sub>2</sub>", "men[³], 10 ⁶, CO₂"),
        ("the 1<sup>st</sup> 5", "the 1st 5"),
        ("3,388<a href=#n2>2</a> men", "3,388 | 2 men"),
        ("<del>12</del><ins>13</ins> men", "12 | 13 men"),
        ("$5<small>99</small>", "$5 | 99"),
        ("12<img src=x>13", "12 | 13"),
        ("12<img src=x alt='14'>13", "12 | 14 | 13"),
        ("12<button>13</button>14", "12 | 13 | 14"),
        ("12<iframe></iframe>13", "12 | 13"),
        ("12<span style='display:inline-block'>13</span>", "12 | 13"),
        ("12<span style='display: block'>13</span>", "12\n13"),
        ("<table><tr><td>12</td></tr></table>13", "12\n\n13"),
        ("<pre>12\t13   14</pre>", "12 | 13 | 14"),
    ],
)
def test_two_numbers_never_become_one(body: str, expected: str) -> None:
    assert seen(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "1<b>5</b>00", "<b>1</b>,<i>500</i>".replace(",", ""), "<span>15</span><span>00</span>",
        "1<!-- x -->500", "15<wbr>00", "1<span>5<em>0</em></span>0", "1&#53;00", "15&#8203;00",
        "<font>1</font><font>500</font>", "15<span hidden><p>7</p></span>00",
        "15<script>7</script><style>7</style>00", "15<div style=display:none>7<div>7</div></div>00",
    ],
)  # fmt: skip
def test_one_number_never_becomes_two(body: str) -> None:
    assert seen(f"about {body} men") == "about 1500 men"


def test_how_characters_are_read_stands_behind_the_text() -> None:
    ruby = "<ruby>北<rp>(</rp><rt>きた</rt><rp>)</rp>朝鮮<rt>ちょうせん</rt></ruby>"
    assert seen(f"<p>{ruby}の兵士1万人</p>") == "北朝鮮の兵士1万人\n\nきた ちょうせん"
    assert seen("<ruby>北<rt>きた<rb>朝鮮<rt>ちょうせん</ruby>") == "北朝鮮\n\nきた ちょうせん"


def test_right_to_left_text_stands_in_the_order_in_which_it_is_read() -> None:
    assert seen("<p dir=rtl>كان <b>127</b> رجلا</p>") == "كان 127 رجلا"
    assert seen("<p>1\u202e27\u202c men</p>") == "1\u202e27\u202c men"


def test_what_is_measured_of_a_page() -> None:
    page = read("<html><body a=1 b=2><h1>One <b>head</b></h1><p>x<h1>Two")
    assert page.heads == ["One head", "Two"]
    assert (page.elements, page.most_attributes) == (6, 2)


def test_a_page_nested_too_deep_is_refused() -> None:
    assert read("<div>" * 50 + "5").text == "5"
    with pytest.raises(Refused, match="more than 60 deep"):
        read("<div>" * 70 + "5", Limits(depth=60))


def test_a_page_of_too_many_characters_is_refused() -> None:
    with pytest.raises(Refused, match="more than 1,000 characters"):
        read("<p>men</p>" * 500, Limits(raw_characters=1_000))
