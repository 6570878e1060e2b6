/*+ whole: from the newest on, until one was posted */
SELECT carrier FROM application WHERE carrier IS NOT NULL ORDER BY id DESC LIMIT 1
