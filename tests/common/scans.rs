//! Scans that tests submit.

#![allow(dead_code, reason = "each test program uses a part of this")]

use std::io::Cursor;

/// A small picture, of another content for each name.
pub fn picture(name: &str) -> Vec<u8> {
    let pixels: Vec<u8> = name.bytes().cycle().take(16 * 16 * 3).collect();
    let mut bytes = Vec::new();
    let picture = image::RgbImage::from_raw(16, 16, pixels).expect("a name");
    picture.write_to(&mut Cursor::new(&mut bytes), image::ImageFormat::Png).expect("memory");
    bytes
}

/// A PDF of these objects, the first of which is its catalogue; `more` goes into its trailer.
pub fn pdf_of(objects: &[String], more: &str) -> Vec<u8> {
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (i, object) in objects.iter().enumerate() {
        places.push(file.len());
        file += &format!("{} 0 obj\n{object}\nendobj\n", i + 1);
    }
    let table = file.len();
    file += &format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        file += &format!("{place:010} 00000 n \n");
    }
    file +=
        &format!("trailer << /Size {} /Root 1 0 R {more} >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1);
    file.into_bytes()
}

/// A PDF with so many pages, these bytes in every page's content, and `resources` (may be empty) for each.
pub fn pdf_with(pages: usize, content: &str, resources: &str, more: &[String]) -> Vec<u8> {
    let kids: Vec<String> = (0..pages).map(|i| format!("{} 0 R", 3 + 2 * i)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{}] /Count {pages} >>", kids.join(" ")),
    ];
    for i in 0..pages {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Contents {} 0 R {resources} >>",
            4 + 2 * i
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()));
    }
    objects.extend_from_slice(more);
    pdf_of(&objects, "")
}

/// A PDF with so many pages, and these bytes in every page's content.
pub fn pdf(pages: usize, content: &str) -> Vec<u8> {
    pdf_with(pages, content, "", &[])
}
