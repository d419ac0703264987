"""Words to readings: what interval a phrase that carries a figure states.

One grammar, and one small lexicon per language. Knows nothing of catalogs; imports nothing slow.
"""

from sources.phrases.reader import read
from sources.phrases.reading import PhraseError, Reading
from sources.phrases.scan import readings, sentences

__all__ = ["PhraseError", "Reading", "read", "readings", "sentences"]
