"""HiGHS without a word: nothing but results may stand on stdout."""

from __future__ import annotations

import highspy


class Highs(highspy.Highs):
    """A solver on one thread, which gives one answer on every machine.

    highspy greets on stdout as soon as its callbacks are set up, before an option could be set.
    Nothing here uses callbacks, so its own base class is made directly and silenced.
    """

    def __init__(self) -> None:
        super(highspy.Highs, self).__init__()
        self.setOptionValue("output_flag", False)
        self.setOptionValue("threads", 1)
