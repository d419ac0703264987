"""The reconciliation rules, one file each; a file that is added here is a rule that is added.

Each module has one `RULE`. What a rule is given and gives back: warehouse/reconcile/rule.py.
"""
