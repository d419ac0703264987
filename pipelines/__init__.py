"""How it flows: the orchestration and the command line. Thin: no rule of the domain is here."""
