"""What people know before the first letter is read: the files of `ontology/`, as values.

`places` finds the folder, `tables` reads its CSV files, `schemes` its concept schemes and
`authorities` the councils. Nothing here knows a letter, an extractor or a store.
"""
