"""`python -m app.cli …` is `cbot …`."""

from app.cli import main

main()
