r"""A character stands in the spec that nobody who reads it can see.

Control characters, marks that turn the direction of reading, and line breaks that only
some tools know make a spec look different from what it says. They mostly come in by
copying. Where one is really wanted, double quotes let it be written as an escape.

Fails: A name with U+202E in it, behind which an editor shows the text from right to
left.

Passes: The same name without it, or "\u202e" where the character itself is meant.
"""
