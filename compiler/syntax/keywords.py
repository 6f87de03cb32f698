"""The words that a name has to be quoted for.

Source: PostgreSQL documentation, appendix "SQL Key Words"; `pg_get_keywords()`.
"""

from typing import Final

_WORDS: Final = """
all analyse analyze and any array as asc asymmetric authorization between bigint
binary bit boolean both case cast char character check coalesce collate
collation column concurrently constraint create cross current_catalog
current_date current_role current_schema current_time current_timestamp
current_user dec decimal default deferrable desc distinct do else end except
exists extract false fetch float for foreign freeze from full grant greatest
group grouping having ilike in initially inner inout int integer intersect
interval into is isnull join json json_array json_arrayagg json_exists
json_object json_objectagg json_query json_scalar json_serialize json_table
json_value lateral leading least left like limit localtime localtimestamp
merge_action national natural nchar none normalize not notnull null nullif
numeric offset on only or order out outer overlaps overlay placing position
precision primary real references returning right row select session_user setof
similar smallint some substring symmetric system_user table tablesample then
time timestamp to trailing treat trim true union unique user using values
varchar variadic verbose when where window with xmlattributes xmlconcat
xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize
xmltable
"""

QUOTED_KEYWORDS: Final = frozenset(_WORDS.split())
"""Every key word of PostgreSQL 15 to 18 that is not unreserved.

Some of them may stand bare in some places; `quote_ident()` quotes them all, and so do
we. The set is that of version 18, which no earlier one exceeds, so that a name is
written alike for every server.
"""
