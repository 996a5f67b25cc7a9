"""Which histories of an ensemble are kept one by one, and where they stand among others."""


def kept(replicates: range, sample: int | None) -> range:
    """Return which of some histories are kept: those numbered below `sample`, or all for None."""
    if sample is None:
        return replicates
    return range(replicates.start, max(replicates.start, min(replicates.stop, sample)))


def place(part: range, whole: range) -> slice:
    """Return where histories stand in an array that holds more of them."""
    return slice(part.start - whole.start, part.stop - whole.start)
