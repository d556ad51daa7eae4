"""Where a number stands among numbers that rise."""


def place_in(numbers: list[int], number: int) -> int:
    """Return how many of some numbers, which rise, are below another one.

    `bisect_left` says the same, but to call it from compiled code takes five times as long.

    >>> place_in([1, 4, 9], 4), place_in([1, 4, 9], 10)
    (1, 3)
    """
    low, high = 0, len(numbers)
    if high and numbers[high - 1] < number:
        return high  # as all that was read is before what is asked about while a text is read
    while low < high:
        middle = (low + high) // 2
        if numbers[middle] < number:
            low = middle + 1
        else:
            high = middle
    return low
