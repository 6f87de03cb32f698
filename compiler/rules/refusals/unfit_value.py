"""A value cannot be one of its column's type, or is none of those that it takes.

In a row text is text and needs no SQL quotes; numbers, true, false and null are what
they are. Everything else is SQL, and says so: `{sql: now()}`.

Text constants in SQL are looked at too: defaults, and what conditions compare with a
column or cast. A label that an enumerated type lacks, or a day that no month has, would
stop the server as it reads the condition.

Fails:

    table: countries
    columns:
      code: {type: text, not_null: true}
      joined_on: {type: date}
      people: {type: integer}
    primary_key: [code]
    rows:
      - {code: de, joined_on: soon, people: many}

Passes:

    table: countries
    columns:
      code: {type: text, not_null: true}
      joined_on: {type: date}
      people: {type: integer}
    primary_key: [code]
    rows:
      - {code: de, joined_on: {sql: now()}, people: 84000000}
"""
