"""How much a document is about the subject, judged by its beginning."""

from __future__ import annotations

from itertools import islice

from sources.counts.sentence import Sentence
from sources.counts.subject import Vocabulary
from sources.phrases import sentences

SAMPLE = 20_000  # characters: a long article; what a page is about stands at its beginning
MOST_SENTENCES = 200
LEAD = 3  # sentences: the title and the beginning of the first paragraph
OFTEN = 3  # sentences: one or two may be said in passing


def about(body: str, found: Vocabulary) -> int:
    """0 to 3: not at all, hardly, it speaks of them, throughout.

    Words of the people (foreigners, nations), of the setting (an army), and of how the ones come
    into the other (the measures that the subject calls `joining`) are looked for in each sentence.
    """
    people = setting = topic = joint = 0
    lead: set[str] = set()
    for number, (start, end) in enumerate(islice(sentences(body[:SAMPLE]), MOST_SENTENCES)):
        kinds = Sentence(body[start:end], start, found).kinds
        if number < LEAD:
            lead |= kinds
        who = bool(kinds & {"who", "nations"})
        people += who
        setting += "setting" in kinds
        topic += bool(kinds & {"topic", "who"})
        joint += who and bool(kinds & {"topic", "who"})
    if not people or not (setting or topic):
        return 0
    if not topic:
        return 1
    leads = bool(lead & {"who", "nations"} and lead & {"topic", "setting", "own"})
    return 3 if leads or joint >= OFTEN or topic >= OFTEN else 2
