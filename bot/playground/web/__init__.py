"""The HTTP side: what is answered under which address."""
