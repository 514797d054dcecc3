"""The words: Fluent files and the translator that reads them."""
