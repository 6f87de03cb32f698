r"""A name holds a character that cannot be seen, or looks like a space and is none.

PostgreSQL would take it, and there would be two columns that look the same, in reviews
too. It mostly comes from copied text; in a text, such a character may stand.

Fails:

    table: visits
    columns:
      "note\u200b": {type: text}

Passes:

    table: visits
    columns:
      note: {type: text}
"""
