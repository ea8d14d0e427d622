"""What the centre can do: each public function is one deed, and what it writes is written whole or not at all."""
