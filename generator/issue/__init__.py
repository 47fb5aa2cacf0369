"""Issuing 发证: numbers out of the ledger, and the documents that bear them; and their verification."""
