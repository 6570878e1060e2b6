/*+ whole: checking and importing go through every account */
SELECT a.id, a.issuer_id, a.code, a.name, a.kind, a.region, a.status, a.verified_name, a.verified_tax_id,
    a.address, a.phone, a.bank, a.bank_account, a.contact, a.mobile, a.email, a.version
FROM account a ORDER BY a.code
