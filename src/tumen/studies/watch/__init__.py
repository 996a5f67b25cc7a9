"""Watch: which of the things that the world will see within months tells most about a question."""
