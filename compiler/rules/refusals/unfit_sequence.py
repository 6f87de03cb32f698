"""The numbers of a sequence do not go together, or no table's column owns it.

The first number lies between the smallest and the largest one, which the type of the
numbers limits, and the way from one to the next is not 0. What owns a sequence is a
column of a table.

Fails:

    sequence: order_numbers
    minimum: 1000
    start: 1

Passes:

    sequence: order_numbers
    minimum: 1000
    start: 1000
"""
