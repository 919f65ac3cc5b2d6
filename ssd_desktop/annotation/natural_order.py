"""The order in which people count: "img2" before "img10", whatever the case."""

from natsort import natsort_keygen, ns

natural_key = natsort_keygen(alg=ns.IGNORECASE)
"""Key of a name for natural order."""
