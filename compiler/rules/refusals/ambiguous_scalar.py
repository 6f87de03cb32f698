"""A word in YAML is text to some readers and a value to others.

`True` is text by YAML 1.2 and a truth value by YAML 1.1; `0777`, `1_000`, `0x1F` and
`~` are read in two ways as well. An editor, a reviewer and the compiler could each see
something else, so the spec has to say what is meant: in quotes it is text; `true`,
`false`, `null` and plain decimal numbers are values to everybody.

Fails:

    role: acme_guest
    login: True

Passes:

    role: acme_guest
    login: true
"""
