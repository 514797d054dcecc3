"""How good a version is: what was hidden from training, and who finds it again."""
