"""Results in an object store: what is kept there, who may publish, and this machine's copy of it.

Everything in a store is immutable but for the pointer (pointer.py), the lease (lease.py) and the
lists of sums of assets; what assets and published files hold is no concern of this package.
"""
