"""Evidence: what the documents say, record by record, and the checks that hold it to them."""
