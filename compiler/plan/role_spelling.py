"""Roles in the words of those that are wanted: the server has its own for settings."""

import dataclasses

from compiler.model.role import Role
from compiler.model.setting import Setting


def spell_role(actual: Role, wanted: Role) -> Role:
    """Return the role with its settings in the spelling and order of what is wanted.

    The server spells a parameter its own way (`TimeZone`), and its order means nothing.
    """
    order = {each.parameter.lower(): each.parameter for each in wanted.settings}
    place = list(order)
    settings = [
        Setting(
            parameter=order.get(each.parameter.lower(), each.parameter),
            values=each.values,
        )
        for each in actual.settings
    ]
    settings.sort(
        key=lambda each: (
            place.index(each.parameter.lower())
            if each.parameter.lower() in order
            else len(place)
        )
    )
    return dataclasses.replace(actual, settings=tuple(settings))
