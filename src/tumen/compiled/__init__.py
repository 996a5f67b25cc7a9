"""Compiled months: rules traced once, and run as machine code for eight replicates an instruction."""
