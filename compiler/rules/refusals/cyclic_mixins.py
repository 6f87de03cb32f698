"""A mixin takes over itself, at once or by way of others.

What a mixin brings is what it says and what the mixins bring that it names. Where that
leads back to it there is no first one to begin with.

Fails:

    mixin: stamped
    mixins: [dated]
    columns:
      stamp: {type: text}
    ---
    mixin: dated
    mixins: [stamped]
    columns:
      day: {type: date}

Passes:

    mixin: stamped
    mixins: [dated]
    columns:
      stamp: {type: text}
    ---
    mixin: dated
    columns:
      day: {type: date}
"""
