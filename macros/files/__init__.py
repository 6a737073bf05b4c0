"""How files are made: workbooks, archives, PDFs, and what is kept between builds."""
