"""`python -m inspectgraph`: the same as the command `inspectgraph`."""

from inspectgraph.cli import main

if __name__ == "__main__":
    main()
