"""What each method would conclude of a cell: who takes part, and every rule put to it.

The rules themselves stand in warehouse/rules, one file each.
"""
