UPDATE amendment SET is_open = 0 WHERE is_open = 1
