"""Two specs declare the same thing.

Either one is a copy that was meant to get another name, or the other should have gone.
Which one counts must not depend on the order of the files.

Fails:

    type: mood
    enum: [good, bad]
    ---
    type: mood
    enum: [fine, poor]

Passes:

    type: mood
    enum: [good, bad]
    ---
    type: state
    enum: [fine, poor]
"""
