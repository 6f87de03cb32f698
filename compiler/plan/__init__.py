"""What differs, and in which order it is put right: values, no SQL."""
