SELECT bill_no FROM bill ORDER BY bill_no DESC LIMIT 1
