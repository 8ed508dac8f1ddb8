"""What the program costs beside the least that its libraries need for the same job: `python -m tests.bench`.

`federation` measures something else, what servers do across domains: `python -m tests.bench.federation`.
"""
