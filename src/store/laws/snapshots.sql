SELECT number, buyer_name, snapshot FROM application
