"""A web page to its text: everything that a reader sees, the body of the story first.

resiliparse reads the page as browsers do and gives its lines; trafilatura says which of them are
the story.
"""

from __future__ import annotations

from sources.text.normal import normal


def seen(page: str) -> str:
    """Every line of a page that a reader sees or hears read out, in its order.

    Without the descriptions of pictures resiliparse leaves out their captions too.
    """
    from resiliparse.extract.html2text import extract_plain_text

    text: str = extract_plain_text(
        page, main_content=False, preserve_formatting=True, list_bullets=False, alt_texts=True,
        links=False, form_fields=False, noscript=False,
    )  # fmt: skip
    return normal(text)


def story(page: str) -> str:
    """What trafilatura takes for the story of a page; empty where it finds none."""
    import trafilatura

    return trafilatura.extract(page, favor_recall=True, include_comments=False) or ""


def _squeezed(text: str) -> str:
    return "".join(text.split())


def text_of(page: str) -> tuple[str, int]:
    """The text of a page, and how many characters of it are the story."""
    all_of_it = seen(page)
    told = _squeezed(normal(story(page)))
    if not told:
        return all_of_it, len(all_of_it)
    body: list[str] = []
    rest: list[str] = []
    for line in all_of_it.split("\n"):
        if not line:
            if body and body[-1]:
                body.append("")
            continue
        (body if _squeezed(line) in told else rest).append(line)
    main = "\n".join(body).strip()
    if not main:
        return all_of_it, len(all_of_it)
    around = "\n".join(rest)
    return (f"{main}\n\n{around}" if around else main), len(main)
