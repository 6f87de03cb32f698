"""A text that begins with a template does not stand in quotes.

To YAML a brace begins a mapping, so `{{ tenant.id }}` is a mapping in a mapping and no
text. In quotes it is text; a template in the middle of a text needs none, unless the
text stands in braces or brackets itself.

Fails:

    role: {{ tenant.id }}_reader

Passes:

    role: "{{ tenant.id }}_reader"
"""
